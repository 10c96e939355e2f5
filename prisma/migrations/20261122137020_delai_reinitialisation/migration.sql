-- After staff took her factors off, a new one waits: the mail that says so has time to be read by whom it is for.
ALTER TABLE "personne" ADD COLUMN "facteursReinitialisesLe" TIMESTAMPTZ(3);
