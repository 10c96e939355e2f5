import type { Locator, Page } from "@playwright/test"

/** Sends the form of this button and waits for the server's answer: who leaves the page before it has not sent it. */
export async function answered(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForResponse((response) => response.request().method() === "POST"), button.click()])
}
