-- AlterTable
ALTER TABLE "pes_fichier" ADD COLUMN     "rejets" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "depot" ADD COLUMN     "codeService" TEXT,
ADD COLUMN     "numeroEngagement" TEXT,
ADD COLUMN     "fichierId" UUID;

-- AlterTable
ALTER TABLE "pes_piece" ADD COLUMN     "essai" SMALLINT NOT NULL DEFAULT 1;

-- DropIndex
DROP INDEX "pes_piece_collectiviteId_titreId_key";

-- CreateIndex
CREATE UNIQUE INDEX "pes_piece_collectiviteId_titreId_essai_key" ON "pes_piece"("collectiviteId", "titreId", "essai");

-- AddForeignKey
ALTER TABLE "depot" ADD CONSTRAINT "depot_fichierId_fkey" FOREIGN KEY ("fichierId") REFERENCES "fichier_operateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A titre comes once in what Hélios has or may have: again only after the answer refused it.
CREATE FUNCTION portail_pes_piece_essai() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.essai = 1 THEN RETURN NEW; END IF;
  IF NOT EXISTS (
    SELECT FROM pes_piece p JOIN pes_fichier f ON f.id = p."fichierId"
    WHERE p."collectiviteId" = NEW."collectiviteId" AND p."titreId" = NEW."titreId" AND p.essai = NEW.essai - 1
      AND f.etat IN ('acquitte', 'rejete')
      AND (SELECT s.etat FROM titre_suivi s WHERE s."collectiviteId" = p."collectiviteId" AND s."titreId" = p."titreId"
           ORDER BY s.le DESC, s.id DESC LIMIT 1) = 'rejete') THEN
    RAISE EXCEPTION 'Ce titre est déjà dans un fichier que Hélios n''a pas refusé' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER essai BEFORE INSERT ON pes_piece FOR EACH ROW EXECUTE FUNCTION portail_pes_piece_essai();
ALTER TABLE pes_piece ADD CONSTRAINT pes_piece_essai CHECK (essai >= 1);

-- A name is looked up at Chorus Pro after an answer was lost: it is nobody else's.
CREATE UNIQUE INDEX depot_nom_fichier ON depot ("nomFichier");
CREATE INDEX titre_canal ON titre (canal, exercice, bordereau);
