// Stands for iconv-lite in the programs, which read bodies as octets and never ask for a charset.
exports.getDecoder = (charset) => {
  throw new Error(`the programs carry no decoder for ${charset}`)
}
