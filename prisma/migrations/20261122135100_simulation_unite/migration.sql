-- A service may be priced by several units: which of its prices is tried. Until now, the last one of the day was meant.
ALTER TABLE simulation_tarif ADD COLUMN unite TEXT;
UPDATE simulation_tarif s SET unite = (
  SELECT t.unite FROM tarif t
  WHERE t."serviceId" = s."serviceId" AND t.genre = 'usage' AND t.depuis <= make_date(s.exercice, 1, 1)
  ORDER BY t.depuis DESC LIMIT 1)
WHERE s."serviceId" IS NOT NULL;
ALTER TABLE simulation_tarif ADD CONSTRAINT simulation_tarif_unite CHECK (("serviceId" IS NULL) = (unite IS NULL));
