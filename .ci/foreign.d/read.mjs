// Reads WARC and WACZ files with warcio.js, a program that shares nothing with
// ours but the standard, and confirms every digest that they claim. Prints one
// line of JSON for each file; ends with 1 when anything is wrong.
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { WARCParser } from "warcio";

const sha256 = (bytes) => "sha256:" + createHash("sha256").update(bytes).digest("hex");

// records yields what warcio makes of a file, with the body as stored.
async function* records(open, parseHttp) {
  for await (const record of new WARCParser(open(), { parseHttp, keepHeadersCase: true })) {
    yield { record, type: record.warcType, body: await record.readFully(false) };
  }
}

// header returns a field of a record, whatever the case of its name.
function header(record, name) {
  const entries = [...record.warcHeaders.headers];
  return entries.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

async function readWARC(open) {
  const sum = { records: 0, types: {}, digests: 0, wrong: [] };
  const confirm = (record, name, bytes) => {
    const claim = header(record, name);
    if (claim === undefined) return;
    if (claim === sha256(bytes)) sum.digests++;
    else sum.wrong.push(`${header(record, "WARC-Record-ID")}: ${name} is ${claim}`);
  };
  for await (const { record, type, body } of records(open, false)) {
    sum.records++;
    sum.types[type] = (sum.types[type] ?? 0) + 1;
    confirm(record, "WARC-Block-Digest", body);
  }
  for await (const { record, type, body } of records(open, true)) {
    if (type === "response") confirm(record, "WARC-Payload-Digest", body);
  }
  return sum;
}

// unzip returns the entries of a ZIP file that holds them uncompressed.
function unzip(file) {
  let end = file.length - 22;
  while (end >= 0 && file.readUInt32LE(end) !== 0x06054b50) end--;
  const entries = new Map();
  let at = file.readUInt32LE(end + 16);
  for (let n = file.readUInt16LE(end + 10); n > 0; n--) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((i) => file.readUInt16LE(at + i));
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const path = file.toString("utf8", at + 46, at + 46 + name);
    if (method !== 0) throw new Error(`${path} is compressed once more`);
    entries.set(path, file.subarray(start, start + size));
    at += 46 + name + extra + comment;
  }
  return entries;
}

async function readWACZ(path) {
  const entries = unzip(readFileSync(path));
  const sum = { records: 0, types: {}, digests: 0, wrong: [], lines: 0, pages: 0 };
  const claim = (name, hash) => {
    if (entries.has(name) && sha256(entries.get(name)) === hash) sum.digests++;
    else sum.wrong.push(`${name} is not what its digest says`);
  };
  const digest = JSON.parse(entries.get("datapackage-digest.json"));
  claim(digest.path, digest.hash);
  for (const r of JSON.parse(entries.get("datapackage.json")).resources) claim(r.path, r.hash);
  for (const [name, body] of entries) {
    if (!name.endsWith(".warc.gz")) continue;
    const part = await readWARC(() => [body]);
    sum.records += part.records;
    sum.digests += part.digests;
    sum.wrong.push(...part.wrong);
    for (const [type, n] of Object.entries(part.types)) sum.types[type] = (sum.types[type] ?? 0) + n;
  }
  const urls = new Set();
  let last = "";
  for (const line of entries.get("indexes/index.cdxj").toString().trimEnd().split("\n")) {
    const at = JSON.parse(line.slice(line.indexOf("{")));
    const begin = Number(at.offset);
    const member = entries.get("archive/" + at.filename).subarray(begin, begin + Number(at.length));
    const found = [];
    for await (const { record } of records(() => [member], false)) found.push(record);
    if (Buffer.compare(Buffer.from(last), Buffer.from(line)) > 0) sum.wrong.push(`not in order: ${line}`);
    if (found.length !== 1 || found[0].warcTargetURI !== at.url) sum.wrong.push(`points at something else: ${line}`);
    if (found[0] && (header(found[0], "WARC-Payload-Digest") ?? "") !== (at.digest ?? "")) sum.wrong.push(`another digest: ${line}`);
    urls.add(at.url);
    last = line;
    sum.lines++;
  }
  for (const line of entries.get("pages/pages.jsonl").toString().trimEnd().split("\n").slice(1)) {
    if (!urls.has(JSON.parse(line).url)) sum.wrong.push(`a page that is not in the package: ${line}`);
    sum.pages++;
  }
  return sum;
}

for (const path of process.argv.slice(2)) {
  const sum = path.endsWith(".wacz") ? await readWACZ(path) : await readWARC(() => createReadStream(path));
  console.log(JSON.stringify({ file: path, ...sum }));
  if (sum.wrong.length > 0) process.exitCode = 1;
}
