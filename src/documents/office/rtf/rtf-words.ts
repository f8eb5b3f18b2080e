function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Destinations of what is no text of the document, or not where it stands. */
export const skippedDestinations = words(
  'colortbl pict objdata objclass objname header headerl headerr headerf footer footerl footerr footerf ftnsep ' +
    'ftnsepc ftncn aftnsep aftnsepc aftncn listtable listoverridetable revtbl rsidtbl generator xmlnstbl ' +
    'themedata colorschememapping datastore latentstyles fldinst annotation atnid atnauthor atnref atnicn atntime ' +
    'atndate atrfstart atrfend pgdsctbl userprops bkmkstart bkmkend pn pnseclvl pntxta pntxtb nonshppict shprslt sp ' +
    'shppict nonesttables private tc tcn xe rxe template passwordhash blipuid docvar wgrffmtfilter filetbl ' +
    'mailmerge protusertbl listpicture background mmathPr factoidname ebcstart ebcend',
);

/** Of the destinations that a program may pass over (`\*`) those that are read all the same. */
export const starredDestinations = words(
  'footnote shpinst do ud nesttableprops listtext pntext moMath moMathPara cs ts ds shptxt dptxbxtext',
);

/** Words that stand for a character. */
export const characters: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  page: '\n',
  column: '\n',
  softline: '',
  emdash: '—',
  endash: '–',
  emspace: '\u2003',
  enspace: '\u2002',
  qmspace: '\u2005',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  ltrmark: '\u200e',
  rtlmark: '\u200f',
  zwj: '\u200d',
  zwnj: '\u200c',
  // Of fractions in formulas.
  mden: '/',
};
