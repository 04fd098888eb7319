import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** No serious or critical finding of axe on what is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectSound(page, new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']))
}

/** The rules that a theme can break: the other ones looked at the same elements in the first theme. */
export async function expectLegible(page: Page): Promise<void> {
  await expectSound(page, new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']))
}

async function expectSound(page: Page, rules: AxeBuilder): Promise<void> {
  const { violations } = await rules.analyze()
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join('; ')}`)
  expect(serious, `axe on ${page.url()}`).toEqual([])
}
