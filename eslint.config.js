import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules/', '.isnad/', 'coverage/', 'models/', 'scripts/train/', 'scripts/peers/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Reading typed arrays in inner loops: the index is in range by construction, and a check there costs.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
    },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
