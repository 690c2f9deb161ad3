import css from '@eslint/css';
import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'data/',
      'coverage/',
      'test/architecture/planted/',
      'apps/web/src/api/schema.d.ts',
    ],
  },
  {
    files: ['**/*.{ts,tsx,js,mjs,cjs}'],
    extends: [eslint.configs.recommended],
    rules: { eqeqeq: 'error', 'no-eval': 'error', 'no-new-func': 'error' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      // `import { type X }` alone would still load the module when the program runs.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Nest modules and handlers are classes that hold decorators and a constructor, nothing else.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      // A test that reads an index it has just asserted says enough.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.controller.ts'],
    rules: {
      // A checked body holds its fields and nothing else; a command is made of them.
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    files: ['apps/web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date']", message: 'A day is text (format/days.ts).' },
        {
          selector: "CallExpression[callee.name='Number'] > MemberExpression[property.name=/Rial$/]",
          message: 'Rials pass the whole numbers of JavaScript: read them by `rial`.',
        },
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'Nothing that somebody typed may become markup.',
        },
      ],
    },
  },
  {
    files: ['apps/web/**/*.css'],
    language: 'css/css',
    // What the parser does not know yet: `format('woff2-variations')` and the like.
    languageOptions: { tolerant: true },
    plugins: { css },
    // The page runs from right to left or from left to right by its language: nothing stands on the left or on the right.
    rules: { 'css/prefer-logical-properties': 'error', 'css/no-invalid-at-rules': 'error' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'URL', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'].map(
          (name) => [name, 'readonly'],
        ),
      ),
    },
  },
  prettier,
);
