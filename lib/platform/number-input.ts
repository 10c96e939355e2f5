import { z } from "zod"
import { type Decimal, decimal } from "./money.ts"

type Bounds = { missing: string; wrong: string }

const compact = (text: string): string => text.replace(/[\s\u00a0\u202f€%]/g, "").replace(",", ".")

/** An amount or a rate as people type it, "1 234,56 €": never negative, never exponential, exact. */
export const decimalInput = ({ missing, wrong, digits }: Bounds & { digits: number }) =>
  z
    .string(missing)
    .transform(compact)
    .refine((text) => text !== "", missing)
    .refine((text) => text === "" || new RegExp(`^\\d{1,9}(\\.\\d{1,${digits}})?$`).test(text), wrong)
    .transform((text): Decimal => decimal(text))

export const integerInput = ({ missing, wrong, min, max }: Bounds & { min: number; max: number }) =>
  z
    .string(missing)
    .transform(compact)
    .refine((text) => text !== "", missing)
    .refine((text) => text === "" || (/^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max), wrong)
    .transform(Number)
