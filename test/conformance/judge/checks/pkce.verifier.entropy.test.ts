import { pkceVerifierEntropy } from '../../../../src/conformance/judge/checks/pkce.verifier.entropy.js'
import { judgeTable } from '../../../support/judge-table.js'
import { transcript } from '../../../support/transcript-builder.js'

const run = (code_verifier: string, scenario = 'honest') =>
  transcript({ scenario }).authorize().callback().token({ code_verifier }).ended()

judgeTable(pkceVerifierEntropy, [
  {
    // openssl rand 32 | basenc --base64url -w0 | tr -d =
    name: 'passes base64url of 32 octets',
    transcripts: run('w2lNbmdULyUowNRUT3s4OLgUOkI-zGKvGnYYLwCxPfo'),
    expected: 'passes',
  },
  {
    name: 'passes such a text that by chance holds letters of base 58 alone',
    transcripts: run('w2LNbmdULyUowNRUT3s4ULgUAkJ9zGKvGnYYLwCxPfa'),
    expected: 'passes',
  },
  {
    // openssl rand -hex 32
    name: 'passes 64 hex digits',
    transcripts: run('3a2d816bf73a481abce6206082db7d96fd90b2aa2b7523afc239ab5290845754'),
    expected: 'passes',
    saying: [/256 bits: 64 characters of an alphabet of 16/],
  },
  {
    name: 'warns of 43 hex digits, which hold 172 bits',
    transcripts: run('3a2d816bf73a481abce6206082db7d96fd90b2aa2b7'),
    expected: { fails: { narrow: 'warning' } },
    saying: [/at most 172 bits: 43 characters of an alphabet of 16/],
    times: 1,
  },
  {
    name: 'warns of 43 characters of base 36',
    transcripts: run('q7x0zk3mw9v2hj8rt5y1gn4ps6dlbfca0u7eio3xk9z'),
    expected: { fails: { narrow: 'warning' } },
    saying: [/at most 222 bits/],
  },
  {
    // Two values of /proc/sys/kernel/random/uuid.
    name: 'warns of two UUIDs in a row: 244 bits',
    transcripts: run('0f8e2c5a-6d1b-4e37-9a40-c5d2b7e81f631c9a74be-52d0-4f86-b3e1-7a0d95c8f24e'),
    expected: { fails: { narrow: 'warning' } },
    saying: [/at most 244 bits/],
  },
  {
    // printf %s 3a2d816bf73a481abce6206082db7d96fd90 | basenc --base64url -w0
    name: 'warns of base64url of text that holds less',
    transcripts: run('M2EyZDgxNmJmNzNhNDgxYWJjZTYyMDYwODJkYjdkOTZmZDkw'),
    expected: { fails: { narrow: 'warning' } },
    saying: [/at most 144 bits: 36 characters of an alphabet of 16, and base64url of that text adds nothing/],
  },
  {
    name: 'judges verifiers of different lengths at their mean',
    transcripts: [
      run('3a2d816bf73a481abce6206082db7d96fd90b2aa2b7523afc239ab52908457'),
      run('5c94b16645e846886d22521ccdeba532ca818d10ee24a6f48e759854b673ecce21', 'honest-again'),
    ],
    expected: 'passes',
    saying: [/64 characters of an alphabet of 16/],
  },
  {
    name: 'leaves a verifier that is too short to the check of its length',
    transcripts: run('w2lNbmdULyUowNRUT3s4OLgUOkI-zGKvGnYYLwCxPf'),
    expected: { notApplicable: /pkce\.verifier\.length/ },
  },
  {
    name: 'leaves one verifier in two logins to the check that compares them',
    transcripts: [
      run('w2lNbmdULyUowNRUT3s4OLgUOkI-zGKvGnYYLwCxPfo'),
      run('w2lNbmdULyUowNRUT3s4OLgUOkI-zGKvGnYYLwCxPfo', 'honest-again'),
    ],
    expected: { notApplicable: /pkce\.verifier\.unique/ },
  },
  {
    name: 'leaves a published verifier to the check of known values',
    transcripts: run('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'),
    expected: { notApplicable: /pkce\.verifier\.known-value/ },
  },
  {
    name: 'is not concerned with a client that uses no PKCE',
    transcripts: transcript()
      .authorize({ code_challenge: null })
      .callback()
      .token({ code_verifier: null })
      .ended(),
    expected: { notApplicable: /pkce\.challenge\.present/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no token request was seen/ },
  },
])
