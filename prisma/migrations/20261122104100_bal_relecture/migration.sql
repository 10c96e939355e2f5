-- The same as lib/bal/types.ts: what was judged without an outline is read again once staff have loaded it.
DROP TRIGGER transition ON bal_depot;
CREATE TRIGGER transition BEFORE UPDATE ON bal_depot FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"recu":["analyse","refuse","illisible"],"analyse":["recu"]}');
