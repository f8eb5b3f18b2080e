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

  it('takes nothing from the row above', async () => {
    const prices = '# Prices\n\n| Shop | Bread |\n|---|---|\n| Lowick | 3 |\n| Tarnby | 4 |\n';
    const features = await featuresOf(prices, 'bread in Tarnby and Lowick');
    expect(features.lacksName).toBe(1);
    expect((await featuresOf(prices, 'bread in Tarnby')).lacksName).toBe(0);
  });

  it('misses an article that the document has not', async () => {
    const law = '# Law\n\n## Article 5\n\nThe term is one year.\n';
    expect((await featuresOf(law, 'What does article 5 say of the term?')).lacksSection).toBe(0);
    expect((await featuresOf(law, 'What does article 17 say of the term?')).lacksSection).toBe(1);
  });
});
