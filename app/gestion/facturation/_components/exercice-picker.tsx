type ExercicePickerProps = { path: string; exercices: readonly number[]; exercice: number }

/** Every year that has something, as links: the address can be kept. */
export function ExercicePicker({ path, exercices, exercice }: ExercicePickerProps) {
  return (
    <nav aria-label="Exercice" className="print:hidden">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {exercices.map((one) => (
          <li key={one}>
            <a
              href={`${path}?exercice=${one}`}
              aria-current={one === exercice ? "page" : undefined}
              className={`inline-block py-1 tabular-nums ${one === exercice ? "font-semibold text-ink" : "text-accent"}`}
            >
              Exercice {one}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
