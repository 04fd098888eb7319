import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Rows are alike: the first ones of a table stand for the others, which would take most of the time. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).exclude('tbody tr:nth-of-type(n + 7)')
}

/** No serious or critical finding of axe on what is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectSound(page, axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']))
}

/** The rules that a theme can break: the other ones looked at the same elements in the first theme. */
export async function expectLegible(page: Page): Promise<void> {
  await expectSound(page, axe(page).withRules(['color-contrast', 'link-in-text-block']))
}

async function expectSound(page: Page, rules: AxeBuilder): Promise<void> {
  await page.evaluate(untilColoursStand)
  const { violations } = await rules.analyze()
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join('; ')}`)
  expect(serious, `axe on ${page.url()}`).toEqual([])
}

/**
 * A change of theme starts transitions with the first look at a style, and axe would read their first colours all
 * through its run: so frames go by until none is left. Those without an end (a spinner) are not waited for.
 */
async function untilColoursStand(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const changing = () =>
    document.getAnimations().some(({ playState, effect }) => {
      return playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime)
    })
  do {
    await frame()
    await frame()
  } while (changing())
}
