import {
  describeFeedbackStore,
  describeGuildSettingsStore,
  describeShownAnswerStore,
} from '../contracts/bot-stores-contract.js';
import {
  createMemoryFeedback,
  createMemoryGuildSettings,
  createMemoryShownAnswers,
} from './memory-stores.js';

describeShownAnswerStore(createMemoryShownAnswers);
describeFeedbackStore(createMemoryFeedback);
describeGuildSettingsStore(createMemoryGuildSettings);
