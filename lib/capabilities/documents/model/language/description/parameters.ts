import { any, boolean, integer, list, map, object, oneOf, required, text } from '../spec/build'
import type { MapSpec, Members } from '../spec/spec'
import { automationParameterTypes, parameterTypes } from '#lib/vocabulary/parameter-value'

/** Bounds may be written as text, too. */
const bounds: Members = {
  minItems: integer('Least number of values of a list.', { minimum: 0 }),
  maxItems: integer('Greatest number of values of a list.', { minimum: 0 }),
  minChars: integer('Least number of characters of a value.', { minimum: 0 }),
  maxChars: integer('Greatest number of characters of a value.', { minimum: 0 }),
}

const common: Members = {
  description: text('What the value is for; people see it beside the field.'),
  default: any('Taken when the caller gives no value. A parameter without a default has to be given.'),
  allowedValues: list(any('An allowed value.'), 'The only values that may be given.'),
  allowedPattern: text('A regular expression that each value has to match somewhere.', { maxLength: 1024 }),
  ...bounds,
}

const displayType = oneOf(['textfield', 'textarea'], 'How consoles ask for the value: one line or several.')

export const commandParameters: MapSpec = map(
  object(
    {
      type: required(
        oneOf(parameterTypes, 'What a value is: text, a list of texts, a number, true or false, an object or objects.'),
      ),
      ...common,
      displayType,
      interpolationType: oneOf(
        ['ENV_VAR'],
        'Hand the value to scripts as an environment variable instead of writing it into them.',
      ),
    },
    'A parameter.',
    { noun: 'member of a parameter' },
  ),
  'What callers may give, by name. Refer to one as {{ name }}.',
  { keyPattern: '^[a-zA-Z0-9]{1,128}$', keyWords: 'letters and digits' },
)

export const automationParameters: MapSpec = map(
  object(
    {
      type: required(
        text('What a value is. Types such as AWS::EC2::Instance::Id let consoles offer a picker.', {
          pattern: automationParameterTypes.source,
          expected: `${parameterTypes.join(', ')} or a type such as AWS::EC2::Instance::Id`,
        }),
      ),
      ...common,
      displayType,
    },
    'A parameter.',
    { noun: 'member of a parameter' },
  ),
  'What callers may give, by name. Refer to one as {{ name }}.',
  { keyPattern: '^[a-zA-Z0-9_]{1,128}$', keyWords: 'letters, digits and _' },
)

export const variables: MapSpec = map(
  object(
    {
      type: required(oneOf(parameterTypes, 'What the variable holds; aws:updateVariable may give it only that.')),
      description: text('What the variable is for.'),
      default: any('What the variable holds at first.'),
      allowedValues: list(any('An allowed value.'), 'The only values it may hold.'),
      allowedPattern: text('A regular expression that each value has to match somewhere.', { maxLength: 1024 }),
      isRequired: boolean('Whether it has to hold something.'),
      ...bounds,
    },
    'A variable.',
    { noun: 'member of a variable' },
  ),
  'Values that steps may change with aws:updateVariable. Refer to one as {{ variable:name }}.',
  { keyPattern: '^[a-zA-Z0-9_]{1,128}$', keyWords: 'letters, digits and _' },
)
