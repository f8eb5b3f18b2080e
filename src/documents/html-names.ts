function names(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Elements whose text no reader sees, or sees on every page of a site. */
export const unread = names(
  'script style template noscript svg nav iframe noembed noframes object audio video canvas select datalist textarea',
);

/** What begins the text proper: an unread element that was never closed ends here, a template excepted. */
export const startsText = names('body main article h1');

/** Elements that stand apart from the text around them. */
export const standsApart = names(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu ol optgroup option ' +
    'p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp',
);

/** Elements of the page as a whole, which say nothing of its structure. */
export const wholePage = names('html head body');

export const neverHasContent = names('area base br col embed hr img input link meta param source track wbr');

export const keepsSpace = names('pre listing plaintext xmp');

/** In a cell these show that the table arranges the page and holds no data. */
export const makesLayout = names('article blockquote form h1 h2 h3 h4 h5 h6 main section table');
/** These too, where the table has no header. */
export const mayMakeLayout = names('dl hr ol ul pre listing xmp');

/** What ends an open paragraph or a heading that was never closed: all that stands apart, of headings only this. */
export const endsHeading = names('article dl footer main ol p pre section table ul h1 h2 h3 h4 h5 h6');

export const lists = names('ul ol menu dir');

export const headingName = /^h[1-6]$/;
