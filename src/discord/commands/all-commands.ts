import { aboutCommand } from './about.js';
import { askAboutMessageCommand } from './ask-about-message.js';
import { arabicAskCommand, askCommand } from './ask.js';
import type { ChatCommand, MessageCommand } from './command.js';
import { documentsCommand } from './documents.js';
import { feedbackCommand } from './feedback.js';
import { helpCommand } from './help.js';
import { reindexCommand } from './reindex.js';
import { seedCommand } from './seed.js';
import { settingsCommand } from './settings.js';

export const chatCommands: readonly ChatCommand[] = [
  askCommand,
  arabicAskCommand,
  documentsCommand,
  aboutCommand,
  helpCommand,
  seedCommand,
  reindexCommand,
  settingsCommand,
  feedbackCommand,
];

export const messageCommands: readonly MessageCommand[] = [askAboutMessageCommand];
