import type { Place } from '../../contracts/answer.js';

const reserved = /[!'()*]/g;

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    reserved,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The operator's template with the place filled in; undefined without a template. */
export function findDocumentLink(template: string | undefined, place: Place): string | undefined {
  if (template === undefined) return undefined;
  const path = place.path.split('/').map(encode).join('/');
  return template.replaceAll('{path}', () => path).replaceAll('{line}', String(place.line));
}
