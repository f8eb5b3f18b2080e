import type { ComponentAction } from './custom-id.js';
import type { ButtonComponent, FormComponent, SelectComponent } from './component.js';
import { contextButton } from './context-button.js';
import { documentsButtons } from './documents-buttons.js';
import { badButton, goodButton, remarkForm } from './feedback-buttons.js';
import { pageButtons } from './page-buttons.js';
import {
  allCollectionsButton,
  channelsList,
  collectionsButton,
  collectionsList,
  languageList,
  settingsButton,
  thresholdList,
  visibilityList,
} from './setting-lists.js';
import { showButton } from './show-button.js';
import { threadButton } from './thread-button.js';

export const allComponents: Readonly<
  Record<ComponentAction, ButtonComponent | SelectComponent | FormComponent>
> = {
  page: pageButtons,
  context: contextButton,
  show: showButton,
  thread: threadButton,
  good: goodButton,
  bad: badButton,
  remark: remarkForm,
  documents: documentsButtons,
  'set-channels': channelsList,
  'set-language': languageList,
  'set-threshold': thresholdList,
  'set-visibility': visibilityList,
  'set-collections': collectionsList,
  'set-all': allCollectionsButton,
  collections: collectionsButton,
  settings: settingsButton,
};
