import { unavailablePlugin } from '#agent/plugins/unavailable-plugin'

/** As in AWS it belongs to associations alone. */
export const softwareInventory = unavailablePlugin(
  'aws:softwareInventory',
  'Inventory is collected by an association of State Manager, not by a command: make an association with this document.',
)
