/** Packages that an operator may install beside this program, by their names: none of them comes with it. */
export const libraries = {
  reader: 'tesseract.js',
  languageData: (code: string): string => `@tesseract.js-data/${code}`,
  renderer: '@hyzyla/pdfium',
} as const;
