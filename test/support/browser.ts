import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { TestContext } from 'node:test';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import type { Json, RunningHub } from './hub.ts';

const executablePath = '/usr/bin/chromium';
/** Why the page cannot be tested here; false when it can. */
export const skip = existsSync(executablePath) ? false : `${executablePath} is not installed; the page is tested in a real browser or not at all`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
export type Size = keyof typeof sizes;

/** A page of its own, signed in. */
export interface Opened {
  readonly page: Page;
  /** Goes to a part: on a phone behind its tab. */
  readonly go: (name: RegExp) => Promise<void>;
}

/** A browser that is signed in to a hub. */
export interface PageBrowser {
  readonly browser: Browser;
  /** Opens the page; after the test it is closed, and what its console complained of fails the test. */
  open(t: TestContext, size: Size, how?: { readonly locale?: string; readonly dark?: boolean }): Promise<Opened>;
  close(): Promise<void>;
}

/** Starts Chromium and signs in by the hub's one-time link. */
export async function openBrowser(hub: RunningHub): Promise<PageBrowser> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const first = await browser.newContext({ locale: 'zh-CN' });
  const page = await first.newPage();
  await page.goto(hub.pageUrl);
  await page.locator('.app').waitFor();
  const storageState = await first.storageState();
  await first.close();
  return {
    browser,
    close: async () => browser.close(),
    open: async (t, size, { locale = 'zh-CN', dark = false } = {}) => {
      const context = await browser.newContext({ viewport: sizes[size], locale, colorScheme: dark ? 'dark' : 'light', storageState });
      context.setDefaultTimeout(10_000);
      const opened = await context.newPage();
      const complaints: string[] = [];
      t.after(async () => {
        await context.close();
        assert.deepEqual(complaints, [], 'the console has errors');
      });
      opened.on('pageerror', (error) => complaints.push(error.message));
      // The browser itself notes every answer that is an error; what the page makes of it is looked at in the tests.
      opened.on('console', (message) => message.type() === 'error' && !message.text().startsWith('Failed to load resource') && complaints.push(message.text()));
      await opened.goto(hub.url);
      await opened.getByRole('switch').first().waitFor();
      return {
        page: opened,
        go: async (name) => {
          if (size === 'phone') await opened.getByRole('tab', { name }).click();
        },
      };
    },
  };
}

/** Nothing that axe calls serious, and nothing that scrolls sideways. */
export async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const found: Json = await page.evaluate('axe.run()');
  const grave = found.violations.filter(({ impact }: Json) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    grave.map(({ id, nodes }: Json) => `${id}: ${nodes[0].target.join(' ')}`),
    [],
  );
  assert.equal(await page.evaluate('document.scrollingElement.scrollWidth > innerWidth + 1'), false, 'it scrolls sideways');
}

export const shows = async (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'visible' });
