import { fairConfidence, highConfidence, toPercent } from './confidence.js';
import { countOf } from '../../text/count.js';
import { answerWords } from '../../text/answer-words.js';
import type { Wording } from './wording.js';

function duration(waitSeconds: number): string {
  return waitSeconds < 60 ? countOf(waitSeconds, 'second') : countOf(Math.ceil(waitSeconds / 60), 'minute');
}

const stepNames = { reading: 'Reading', embedding: 'Embedding', writing: 'Writing' } as const;

export const english: Wording = {
  answer: {
    ...answerWords.en,
    sourceOf: (number, total) => (total > 1 ? `Source ${number} of ${total}` : 'Source'),
    sources: 'All sources',
    openSource: 'open the source',
    confidenceOf: (probability) => {
      const level =
        probability >= highConfidence
          ? 'high'
          : probability >= fairConfidence
            ? 'fair'
            : 'low: check the source';
      return `Confidence ${level} (about ${toPercent(probability)} in 100 such answers are right)`;
    },
    followUp: (question) => `Understood together with: ${question}`,
    reword: 'Try other words: name the person, place or year that you mean, or ask for one thing at a time.',
    wholeAttached: 'This is an extract; the attached file holds all of it.',
    untitled: 'Untitled',
    emptyQuestion: 'Question',
    fileHeading: 'Source',
    questionHeading: 'Question',
    needsEmbedLinks:
      'I need the permissions “Embed Links” and “Attach Files” in this channel to show answers with their sources.',
  },
  button: {
    previous: 'Previous',
    next: 'Next',
    context: 'More context',
    thread: 'Open a thread',
    show: 'Show to everyone',
  },
  context: {
    title: (title) => `Context: ${title}`,
    shortened: 'The text goes on at both ends; the attached file shows more of it.',
  },
  component: {
    gone: 'This answer is no longer kept. Ask again to get a fresh one.',
    changed: 'That document has changed or gone since this answer was given. Ask again to get a fresh one.',
    notYours: 'These buttons belong to somebody else’s answer. Ask with /ask to get your own.',
    alreadyShown: 'Everyone can see this answer already.',
    onlyInChannel: 'That works in a server’s text channel only.',
    threadOpened: (channelId) => `Opened <#${channelId}>.`,
    threadName: (question) => question,
    threadHint: 'Mention me here to ask a follow-up; I keep the last question in mind.',
    cannotOpenThread:
      'I could not open a thread here. I need the permissions “Create Public Threads” and “Send Messages in Threads”.',
  },
  feedback: {
    thanks: 'Thank you, noted.',
    formTitle: 'What was wrong?',
    whatWasWrong: 'What was wrong with the answer?',
    whatWouldBeRight: 'Where is the right one? (optional)',
    formThanks: 'Thank you. Your remark helps to make the answers better.',
  },
  refusal: {
    limited: (scope, waitSeconds) => {
      const who = { user: 'You have', channel: 'This channel has', guild: 'This server has' }[scope];
      return `${who} asked a lot in a short time. Please try again in ${duration(waitSeconds)}.`;
    },
    full: 'Many people are asking right now. Please try again in a minute.',
    tooMany: (waiting) =>
      `You already have ${countOf(waiting, 'question')} waiting. Please let me answer first.`,
    closing: 'I am restarting. Please ask again in a minute.',
    timedOut: 'This took too long, so I stopped. Please try again, perhaps with a shorter question.',
    failed: 'The documents cannot be searched at the moment. The operator finds the reason in the log.',
    unreachable: 'The documents cannot be reached at the moment; please ask again in a minute.',
    channel: (channelIds) =>
      `I do not answer in this channel. Ask in ${channelIds.map((id) => `<#${id}>`).join(', ')}.`,
    noDocuments: 'No documents are assigned to this place. A server manager can choose some with /settings.',
    noSuchDocument: (name) =>
      `There is no document called “${name}” here. Choose one from the list that opens as you type.`,
    emptyQuestion: 'Please write a question with at least one word in it.',
    tooLong: (maxCharacters) =>
      `That question is too long. Please keep it within ${countOf(maxCharacters, 'character')}.`,
    emptyMessage: 'That message holds no text to ask about.',
    missingPermissions: (channelId, permissions) =>
      `I may not answer in <#${channelId}>. A server manager can allow me: ${permissions.join(', ')}.`,
    managersOnly: 'This is for members with the permission “Manage Server”.',
    guildOnly: 'This works in a server only.',
    unknown: 'I do not know this button or command any more. Please use the newest one.',
  },
  documents: {
    title: 'Documents',
    none: 'There are no documents here.',
    page: (page, pages, total) => `Page ${page} of ${pages}, ${countOf(total, 'document')}`,
    passages: (amount) => countOf(amount, 'passage'),
  },
  about: {
    title: 'About Isnad',
    what: 'I answer with exact quotations from a folder of documents, each with its source location. I never make up a sentence.',
    model: 'Model',
    index: 'Index',
    documents: (amount) => countOf(amount, 'document'),
    size: (documentCount, passageCount) =>
      `${countOf(documentCount, 'document')}, ${countOf(passageCount, 'passage')}`,
    updated: 'Last updated',
    version: 'Version',
    latency: 'Speed',
    latencyOf: (medianMs, gatewayMs) =>
      `${medianMs === undefined ? 'no answers yet' : `answers in ${medianMs} ms (median)`}, Discord in ${gatewayMs} ms`,
  },
  help: {
    title: 'How to ask',
    lines: [
      '**/ask** or **/اسأل**: a question; choose a document or a private answer if you like',
      '**@mention** me with a question, or write to me directly',
      '**Reply** to an answer with a mention to ask on; “What about …?” works',
      '**Right-click a message › Apps › Ask the documents about this**',
      '**/documents**: what I answer from; **/about**: how large and how fast',
      'For managers: **/seed**, **/reindex**, **/settings**, **/feedback export**',
      'The bold sentence is the answer, quoted word for word. Check it: every quotation says where it stands.',
    ],
  },
  seed: {
    wrongType: (endings) => `I cannot read files of this type. These work: ${endings}.`,
    tooLarge: (limit) => `That file is too large. The limit is ${limit}.`,
    badName: 'That file needs a name with at least one letter or digit.',
    wrongHost: 'I fetch attachments from Discord only.',
    download: 'Discord did not hand over the file. Please try again.',
    collection: 'Please choose one of your collections for the file.',
    notAdded: (said) => `I did not add the file: ${said}.`,
    exists: (path) => `${path} is there already. Use the option “replace” to write over it.`,
    added: (path) => `Added ${path}.`,
    replaced: (path) => `Replaced ${path}.`,
    removed: (path) => `Removed ${path}.`,
    notFound: (path) => `There is no document ${path} here.`,
    failed: 'That did not work. The operator finds the reason in the log.',
  },
  indexing: {
    waiting: 'Indexing …',
    ended: (command, channelId) => `The /${command} that you started in <#${channelId}> has ended:`,
    progress: (step, done, total) =>
      total > 0 ? `${stepNames[step]}: ${Math.floor((100 * done) / total)} %` : `${stepNames[step]} …`,
    report: (added, changed, removed, durationSeconds) =>
      `Index is up to date: ${added} added, ${changed} changed, ${removed} removed, in ${durationSeconds} s.`,
    skipped: (amount) => `${countOf(amount, 'file')} skipped:`,
    skippedFile: (path, reason) => `${path} ${reason}`,
    interrupted:
      'I am being stopped, so indexing was broken off; the old index still answers. Give /reindex when I am back: it goes on from there.',
    failed: 'Indexing failed; the old index still answers. The operator finds the reason in the log.',
  },
  settings: {
    title: 'Settings of this server',
    channels: 'Channels I answer in',
    everywhere: 'all channels',
    language: 'Language of my own words',
    languages: { auto: 'the language of the question', ar: 'العربية', en: 'English' },
    threshold: 'Minimum confidence of an answer',
    thresholdDefault: 'the operator’s choice',
    thresholdOf: (probability) => `${toPercent(probability)} %`,
    visibility: 'Answers to /ask',
    gloss: 'Words of quotations in another language, one by one',
    glossOf: (isShown) =>
      `${isShown === undefined ? 'the operator’s choice' : isShown ? 'explained' : 'not explained'} (change with /settings gloss)`,
    public: 'everyone sees them',
    private: 'only the asker sees them',
    collections: 'Collections I answer from',
    collectionsOf: (channelId) => `Collections for <#${channelId}>`,
    allCollections: 'all that this server may use',
    chooseCollections: 'Choose collections …',
    collectionsPage: (page, pages, total) => `Page ${page} of ${pages}, ${countOf(total, 'collection')}`,
    answerFromAll: 'Answer from all',
    back: 'Back to the settings',
    foundCollection: (name) => `“${name}” stands first in the list: pick it there to answer from it.`,
    noSuchCollection: (name) =>
      `There is no collection called “${name}” here. Choose one from the list that opens as you type.`,
  },
  exported: {
    none: 'No feedback has been given in this server yet.',
    some: (amount) => `${countOf(amount, 'remark')} on answers in this server.`,
  },
};
