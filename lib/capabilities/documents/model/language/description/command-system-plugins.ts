import { any, boolean, either, list, map, oneOf, required, text, texts } from '../spec/build'
import type { ActionSpec, Members } from '../spec/spec'
import { pluginInputs } from './plugin-inputs'

const enabled = (what: string) => oneOf(['Enabled', 'Disabled'], `Whether to collect ${what}.`, { default: 'Disabled' })
const query = (what: string) =>
  either([list(map(any('Its value.'), 'A query.'), 'Queries.'), text('JSON text.')], `Which ${what} to collect.`)

const inventory: Members = {
  applications: enabled('installed applications'),
  awsComponents: enabled('the agent and its parts'),
  billingInfo: enabled('what is billed'),
  customInventory: enabled('inventory of your own'),
  files: query('files'),
  instanceDetailedInformation: enabled('processors and memory'),
  instanceInformation: enabled('the system'),
  networkConfig: enabled('the network'),
  services: enabled('services'),
  windowsRegistry: query('keys of the registry'),
  windowsRoles: enabled('roles of Windows'),
  windowsUpdates: enabled('updates of Windows'),
}

export const systemPlugins: readonly ActionSpec[] = [
  {
    name: 'aws:softwareInventory',
    summary: 'Collects what is installed and set up on the node.',
    inputs: pluginInputs(inventory, 'What to collect.'),
    outputs: {},
    platforms: ['Linux', 'MacOS', 'Windows'],
  },
  {
    name: 'aws:cloudWatch',
    summary: 'Sends logs and measurements of Windows to CloudWatch.',
    inputs: { ...pluginInputs({}, 'Settings of the collector.'), isOpen: true },
    outputs: {},
    platforms: ['Windows'],
  },
  {
    name: 'aws:domainJoin',
    summary: 'Joins the node to a domain.',
    inputs: pluginInputs(
      {
        directoryId: required(text('Id of the directory.')),
        directoryName: required(text('Name of the domain.')),
        directoryOU: text('Unit in the directory.'),
        dnsIpAddresses: either([texts('Addresses.'), text('Reference.')], 'Addresses of its name servers.'),
        hostname: text('Name that the node gets.'),
        keepHostName: boolean('Whether the node keeps its name.'),
        hostnameNumAppendDigits: text('How many digits follow the name.'),
      },
      'Which domain.',
    ),
    outputs: {},
    platforms: ['Linux', 'Windows'],
  },
]
