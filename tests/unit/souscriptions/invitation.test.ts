import { expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { checkInvitable } from "@/lib/souscriptions/rules/invitation.ts"

const day = calendarDate("2026-11-22")

it("lets the same communes be invited again thirty days later, and says which day", () => {
  expect(checkInvitable(null, day)).toMatchObject({ ok: true })
  expect(checkInvitable(calendarDate("2026-10-23"), day)).toMatchObject({ ok: true })
  expect(checkInvitable(calendarDate("2026-10-24"), day)).toMatchObject({
    refusal: "deja-invitees",
    details: { le: formatDay(calendarDate("2026-10-24")), apres: formatDay(calendarDate("2026-11-23")) },
  })
})
