import { describe, expect, it } from 'vitest';
import type { ConfidenceFeatures } from '../../src/answers/confidence.js';
import { createSmallIndex } from './small-index.js';

/** What the confidence in the best sentence of one document is estimated from. */
async function featuresOf(content: string, question: string): Promise<ConfidenceFeatures> {
  const index = await createSmallIndex({ 'a.md': content });
  const { confidenceFeatures } = await index.ask(question, { citations: 1, threshold: 0 });
  return confidenceFeatures!;
}

const manual =
  '# Printer\n\nThe printer prints over the cable and over wifi. Hold the button for five seconds.\n';

describe('findSupport', () => {
  it('finds everything where a sentence has it', async () => {
    expect(await featuresOf(manual, 'Does the printer print over wifi?')).toMatchObject({
      softMissing: 0,
      lacksName: 0,
      lacksSection: 0,
      isTranslated: 0,
    });
  });

  it('misses a name that is written as one', async () => {
    const features = await featuresOf(manual, 'Does the printer print over Bluetooth?');
    expect(features.lacksName).toBe(1);
    expect(features.softMissing).toBeGreaterThan(0.1);
    expect((await featuresOf(manual, 'does the printer print over bluetooth')).lacksName).toBe(0);
    expect((await featuresOf(manual, 'What does the printer do with E5?')).lacksName).toBe(1);
    expect((await featuresOf(manual, 'What is the "big" button of the printer?')).lacksName).toBe(1);
  });

  it('tells what is asked for from what it is asked of, and words of other passages from words of none', async () => {
    const prices =
      '# Prices\n\n## Ladders\n\nThe large ladder costs 9 euros.\n\n## Drills\n\nThe drill is heavy.\n';
    const other = await featuresOf(prices, 'colour of the large ladder');
    expect(other.missingFocus).toBeGreaterThan(other.missingSubject);
    const heavy = await featuresOf(prices, 'Is the large ladder heavy?');
    expect(heavy.missingHeld).toBeGreaterThan(0);
    expect(heavy.missingUnheld).toBe(0);
    const blue = await featuresOf(prices, 'How much does the large cobalt ladder cost?');
    expect(blue.missingUnheld).toBeGreaterThan(0);
    expect(blue.missingWords).toBeGreaterThan(0);
  });

  it('sees a label that says something else than the question', async () => {
    const wards =
      '# Wards\n\n- Births: extension 2340\n- Hearts: extension 2350\n\nKidneys are on floor two.\n';
    expect((await featuresOf(wards, 'extension of kidneys')).labelConflict).toBeGreaterThan(0);
    expect((await featuresOf(wards, 'extension of births')).labelConflict).toBe(0);
  });

  it('looks at all that is marked: the items of a list as well as its lead', async () => {
    const law =
      '# Law\n\nA fine of up to 200 crowns is imposed on whoever:\n\n1. leaves hives unmarked;\n2. moves hives at noon.\n';
    expect((await featuresOf(law, 'What fine is imposed for unmarked hives?')).missingSubject).toBeLessThan(
      0.2,
    );
  });

  it('misses nothing in the article that is asked for as a whole', async () => {
    const law = '# Law\n\n## Article 5\n\nThe term is one year.\n\n## Article 6\n\nThe fee is low.\n';
    const features = await featuresOf(law, 'What does article 5 say?');
    expect(features).toMatchObject({ softCoverage: 1, missingHeld: 0, missingUnheld: 0, lacksSection: 0 });
  });

  it('misses an article that the document has not', async () => {
    const law = '# Law\n\n## Article 5\n\nThe term is one year.\n';
    expect((await featuresOf(law, 'What does article 5 say of the term?')).lacksSection).toBe(0);
    expect((await featuresOf(law, 'What does article 17 say of the term?')).lacksSection).toBe(1);
  });
});
