/** Nothing that is sealed can be opened: one clear sentence about the root key, with which the program ends. */
export class RootKeyProblem extends Error {
  override name = 'RootKeyProblem'
}
