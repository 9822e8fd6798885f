/** Texts of the user that are not in messages/, as selectors of ESLint's `no-restricted-syntax`. */

/** Two letters in a row, but for the name of the program. */
const letters = '/^(?=.*[A-Za-z]{2})(?!\\s*Heddle\\s*$)/s';
const twoWords = '/[A-Za-z]{2,} [A-Za-z]{2,}/';
const chosen = ':matches(ConditionalExpression, LogicalExpression)';
/** How deep one choice may be within another and is still looked into. */
const DEPTHS = [0, 1, 2, 3];

const message = 'Texts of the user are in messages/, one for each language.';
const noText = (selector) => ({ selector, message });

/** Literals and parts of templates that are the value at `place`, by itself or as one that is chosen. */
function valuesAt(place) {
  return DEPTHS.flatMap((depth) => {
    const path = [place, ...Array.from({ length: depth }, () => chosen)].join(' > ');
    return [
      `${path} > Literal[value=${letters}]`,
      `${path} > TemplateLiteral > TemplateElement[value.raw=${letters}]`,
    ];
  });
}

const shownAttribute =
  'JSXAttribute[name.name=/^(label|placeholder|title|alt|about|aria-(label|description|roledescription|valuetext))$/]';

/** Any word in JSX, or in an attribute that is read or heard, is a text that the user sees. */
export const literalText = [
  `JSXText[value=${letters}]`,
  ...valuesAt(':matches(JSXElement, JSXFragment) > JSXExpressionContainer'),
  `${shownAttribute} > Literal[value=${letters}]`,
  ...valuesAt(`${shownAttribute} > JSXExpressionContainer`),
].map(noText);

/** Two words in any other string of the screen are one too; errors for developers are in English. */
export const sentence = noText(
  `:matches(Literal[value=${twoWords}], TemplateElement[value.raw=${twoWords}]):not(NewExpression[callee.name="Error"] *, JSXAttribute[name.name="className"] *)`,
);

/** A variable that begins with a word in capital is a text too; keys and kinds are written otherwise. */
export const namedText = noText(
  'VariableDeclarator > Literal[value=/^(?!Heddle$)[A-Z][a-z]{2,}([ .…!?]|$)/]',
);

/** Menus, dialogs and notifications of the system. */
export const nativeText = [
  ...valuesAt(
    'Property[key.name=/^(label|sublabel|title|subtitle|message|detail|body|toolTip|buttonLabel|checkboxLabel)$/]',
  ),
  ...valuesAt('Property[key.name="buttons"] > ArrayExpression'),
  ...valuesAt('CallExpression[callee.property.name=/^(setToolTip|setTitle|showErrorBox)$/]'),
].map(noText);
