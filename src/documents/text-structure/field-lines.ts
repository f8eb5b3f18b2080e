const field = /^([\p{L}\p{N}(«"][^:：.!?؟،,;؛|]{0,39}?)\s?[:：]\s+(\S.{0,160})$/u;
const maxNameWords = 5;

/** Whether a line is a name and its value: "Telephone: 5521". */
export function isField(line: string): boolean {
  if (line.length > 210) return false;
  const [, name, value] = field.exec(line) ?? [];
  if (name === undefined || value === undefined) return false;
  return name.split(/\s+/).length <= maxNameWords && !/[!?؟](?:\s|$)|[^.\p{Nd}\p{Lu}]\.\s+\S/u.test(value);
}
