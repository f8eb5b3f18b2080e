/** What one line of plain text looks like. All take a line without white space around it; '' is nothing. */

const closers = /["'”’»›)\]}]{1,8}$/;
const letter = /\p{L}/u;

function withoutClosers(line: string): string {
  return line.replace(closers, '');
}

/** Whether a reader who stops here has read a whole sentence. */
export function endsSentence(line: string): boolean {
  return /[.!?؟…۔。！？।:]$/u.test(withoutClosers(line));
}

const maxTitleUnits = 200;

/** A headline asks, exclaims or trails off at times, but does not end in a full stop or halfway. */
export function looksLikeTitle(line: string): boolean {
  return (
    line.length <= maxTitleUnits && letter.test(line) && !/(?:[^.]\.|[۔。،,؛:])$/u.test(withoutClosers(line))
  );
}

const maxDatelineUnits = 80;
const maxDatelineWords = 10;

const dash = /(?:^|\s)[-–—ـ]+(?:\s|$)/u;
const slashOrComma = /[/،,|]/u;
const numericDate = /(?:^|[^\p{Nd}])\p{Nd}{1,4}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{1,4}(?![\p{Nd}])/u;
const monthNames =
  'يناير فبراير مارس أبريل ابريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر اكتوبر نوفمبر ديسمبر ' +
  'جانفي فيفري أفريل ماي جوان جويلية أوت شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين كانون ' +
  'محرم صفر رجب شعبان رمضان شوال ' +
  'january february march april may june july august september october november december ' +
  'jan feb mar apr jun jul aug sep sept oct nov dec';
const agencyNames =
  'وكالات وكالة رويترز الأناضول سانا واس وام بترا قنا كونا شينخوا سبوتنيك متابعات مراسلنا برس خاص ' +
  'reuters ap afp upi tass xinhua anadolu bbc cnn agencies agency newsroom staff';
const months = new Set(monthNames.split(' '));
const agencies = new Set(agencyNames.split(' '));

/**
 * A line that says where, when and by whom: short, no sentence, and with a sign of one: a dash between
 * spaces, a slash, a comma, a date, the name of a news agency.
 */
export function looksLikeDateline(line: string): boolean {
  if (line === '' || line.length > maxDatelineUnits || !/[\p{L}\p{N}]/u.test(line)) return false;
  if (/[.!?؟…۔。،,؛;:]$/u.test(withoutClosers(line))) return false;
  const words = line.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (words.length > maxDatelineWords) return false;
  const hasDate = numericDate.test(line) || (/\p{Nd}/u.test(line) && words.some((word) => months.has(word)));
  return hasDate || dash.test(line) || slashOrComma.test(line) || words.some((word) => agencies.has(word));
}

const maxHeadingUnits = 80;
const maxHeadingWords = 12;

/** A few words that end as no sentence does; a colon may end them. */
export function looksLikeHeading(line: string): boolean {
  if (line === '' || line.length > maxHeadingUnits || !letter.test(line)) return false;
  if (/[.!?؟…۔。،,؛;]$/u.test(withoutClosers(line))) return false;
  return line.split(/\s+/).length <= maxHeadingWords;
}
