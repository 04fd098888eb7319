import { builtin } from '../model/builtin'

const kinds = {
  applications: 'installed applications',
  awsComponents: 'the agent and its parts',
  networkConfig: 'network addresses',
  windowsUpdates: 'updates of Windows',
  instanceDetailedInformation: 'processors and kernel',
  services: 'services of Windows',
  windowsRoles: 'roles of Windows',
  customInventory: 'inventory of your own',
  billingInfo: 'what licences are billed',
}

const queries = {
  files: 'files, as JSON: [{"Path": …, "Pattern": […], "Recursive": true}]',
  windowsRegistry: 'keys of the registry, as JSON',
}

const switches = Object.entries(kinds).map(([name, what]) => [
  name,
  { type: 'String', default: 'Enabled', description: `Whether to collect ${what}.`, allowedValues: ['Enabled', 'Disabled'] },
])
const lists = Object.entries(queries).map(([name, what]) => [
  name,
  { type: 'String', default: '', description: `Which ${what}.`, displayType: 'textarea' },
])

export const gatherSoftwareInventory = builtin({
  name: 'AWS-GatherSoftwareInventory',
  displayName: 'Collect the inventory of a node',
  platformTypes: ['Linux', 'MacOS', 'Windows'],
  content: {
    schemaVersion: '2.0',
    description: 'Collects what is installed and set up on a node. It belongs to an association, not to a command.',
    parameters: Object.fromEntries([...switches, ...lists]),
    mainSteps: [
      {
        action: 'aws:softwareInventory',
        name: 'collectSoftwareInventoryItems',
        inputs: Object.fromEntries([...Object.keys(kinds), ...Object.keys(queries)].map((name) => [name, `{{ ${name} }}`])),
      },
    ],
  },
})
