import { builtin } from '../model/builtin'
import { downloadStep, sourceInfoParameter, sourceTypes } from './source-parameters'

export const runDocument = builtin({
  name: 'AWS-RunDocument',
  displayName: 'Fetch a document and run it',
  platformTypes: ['Linux', 'MacOS', 'Windows'],
  content: {
    schemaVersion: '2.2',
    description: 'Fetches one Command document, in JSON or YAML, and runs it with the parameters given.',
    parameters: {
      sourceType: { type: 'String', description: 'The kind of place that the document comes from.', allowedValues: sourceTypes },
      sourceInfo: sourceInfoParameter,
      documentParameters: {
        type: 'StringMap',
        default: {},
        description: 'Values for the parameters of that document, by name, as JSON.',
        displayType: 'textarea',
      },
    },
    mainSteps: [
      downloadStep('{{ sourceType }}', '{{ sourceInfo }}', 'document'),
      {
        action: 'aws:runDocument',
        name: 'runDocument',
        inputs: { documentType: 'LocalPath', documentPath: 'document', documentParameters: '{{ documentParameters }}' },
      },
    ],
  },
})
