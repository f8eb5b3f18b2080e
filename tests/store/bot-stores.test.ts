import {
  createFeedbackStore,
  createGuildSettingsStore,
  createShownAnswerStore,
} from '../../src/store/bot-stores.js';
import {
  describeFeedbackStore,
  describeGuildSettingsStore,
  describeShownAnswerStore,
} from '../contracts/bot-stores-contract.js';
import { temporaryDatabase } from './temporary-index.js';

describeShownAnswerStore(() => createShownAnswerStore(temporaryDatabase()));
describeFeedbackStore(() => createFeedbackStore(temporaryDatabase()));
describeGuildSettingsStore(() => createGuildSettingsStore(temporaryDatabase()));
