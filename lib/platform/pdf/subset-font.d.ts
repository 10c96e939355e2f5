declare module "subset-font" {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options?: { targetFormat?: "sfnt" | "woff" | "woff2"; dropTables?: readonly string[] },
  ): Promise<Buffer>
}
