-- A value added to an enumeration serves only once it is committed: the tables that use these are the next migration's.
ALTER TYPE "document_genre" ADD VALUE 'charte';
ALTER TYPE "document_genre" ADD VALUE 'convention';
ALTER TYPE "document_genre" ADD VALUE 'avenant';
ALTER TYPE "document_genre" ADD VALUE 'deliberation';
ALTER TYPE "document_genre" ADD VALUE 'rapport';
ALTER TYPE "document_genre" ADD VALUE 'preuve';
ALTER TYPE "document_genre" ADD VALUE 'modele';
