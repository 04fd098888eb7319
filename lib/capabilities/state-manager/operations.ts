import { listInstanceAssociations } from './operations/list-instance-associations'

export const stateManagerOperations = [listInstanceAssociations] as const
