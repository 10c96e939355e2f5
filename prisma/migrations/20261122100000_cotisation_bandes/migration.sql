-- A value is usable once what adds it is committed: it is alone here.
ALTER TYPE "cotisation_mode" ADD VALUE 'bandes';
