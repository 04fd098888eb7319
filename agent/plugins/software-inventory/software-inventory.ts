import { plugin } from '#agent/plugins/plugin'

/** aws:softwareInventory: as in AWS it belongs to associations alone; as a command it says so. */
export const softwareInventory = plugin({
  name: 'aws:softwareInventory',
  platforms: ['Linux', 'MacOS', 'Windows'],
  parse: () => undefined,
  run: () =>
    Promise.resolve({
      kind: 'failed',
      message:
        'Inventory is collected by an association of State Manager, not by a command: make an association with this document.',
    }),
})
