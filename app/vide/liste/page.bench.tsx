import { findVisitor } from "@/lib/access/session.ts"

const ROWS = Array.from({ length: 50 }, (_, row) =>
  Array.from({ length: 7 }, (_, column) => `Case ${row + 1}.${column + 1}`),
)

/** The least that a list of 50 rows costs in this build: the measure of the desk's tables. */
export default async function EmptyList() {
  await findVisitor("personne")
  return (
    <main id="contenu">
      <table>
        <caption>Rien</caption>
        <tbody>
          {ROWS.map(([first, ...cells]) => (
            <tr key={first}>
              <th scope="row">
                <a href="/vide">{first}</a>
              </th>
              {cells.map((cell) => (
                <td key={cell}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  )
}
