/** The look shared by input, textarea and select. */
export const CONTROL =
  "block w-full min-h-10 rounded border border-line-strong bg-surface px-3 py-1.5 text-ink placeholder:text-muted hover:border-ink aria-invalid:border-2 aria-invalid:border-danger disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken"
