export interface Config {
  catalog?: {
    localFiles?: {
      /** Addresses in entities of local files that are others where this portal runs. */
      addresses?: Array<{
        /** As the files have it, such as `http://localhost:7020`. */
        written: string;
        /** What it is here. */
        here: string;
      }>;
    };
  };
}
