/** Changes whenever a file would be parsed into other text or blocks. Apart, for asking reads it and loads no parser. */
export const parserVersion = 4;
