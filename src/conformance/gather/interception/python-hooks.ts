// The module that Python loads before a client: what heeds no proxy variable (aiohttp, plain sockets) is led to the mock
// all the same, and to no other machine. Names and certificates are still verified by the client.
import { loadNextModule } from './preloads.js'

export interface PythonHooks {
  /** Port on which the mock speaks TLS. */
  readonly mockPort: number
  readonly domains: readonly string[]
  /** PEM of the CA of the mock, for clients that trust chosen authorities only. */
  readonly ca: string
  /** File to which refused hosts are appended, a line each. */
  readonly log: string
  /** File to which connections to the service are appended: `verified HOST` or `unverified HOST`, a line each. */
  readonly tlsLog: string
}

/** Source of `sitecustomize`; the next module of this name in the path is loaded after it. */
export function pythonHooks({ mockPort, domains, ca, log, tlsLog }: PythonHooks): string {
  return `import socket
import ssl

_domains = ${JSON.stringify(domains)}
_authority = ${JSON.stringify(ca)}
_noted = set()
_look_up = socket.getaddrinfo


def _name(host):
    text = host.decode("ascii", "replace") if isinstance(host, (bytes, bytearray)) else str(host)
    return text.lower().rstrip(".")


def _is_here(name):
    return name in ("", "localhost", "::1", "::", "0.0.0.0") or name.startswith("127.") or name.endswith(".localhost")


def _is_service(name):
    return any(name == one or name.endswith("." + one) for one in _domains)


def _led(host, port, *arguments, **named):
    """Names of the service are those of this machine, at the port of the mock."""
    if host is None:
        return _look_up(host, port, *arguments, **named)
    name = _name(host)
    if str(port) in ("443", "https") and _is_service(name):
        kind = arguments[1] if len(arguments) > 1 else named.get("type", 0)
        return [(socket.AF_INET, kind or socket.SOCK_STREAM, 6, "", ("127.0.0.1", ${mockPort}))]
    if _is_here(name):
        return _look_up(host, port, *arguments, **named)
    # The own name of this machine is looked up to listen there.
    if name == socket.gethostname().lower():
        return _look_up(host, port, *arguments, **named)
    try:
        with open(${JSON.stringify(log)}, "a") as file:
            file.write("%s:%s\\n" % (name, port))
    except OSError:
        pass
    raise socket.gaierror(socket.EAI_NONAME, "a run of gc-pkce-check uses no network: " + name)


socket.getaddrinfo = _led

_load = ssl.SSLContext.load_verify_locations


def _loaded(self, cafile=None, capath=None, cadata=None):
    """A client that names the authorities it trusts is told one more."""
    _load(self, cafile, capath, cadata)
    _load(self, cadata=_authority)


ssl.SSLContext.load_verify_locations = _loaded


def _note(context, host):
    name = _name(host or "")
    line = "%s %s" % ("unverified" if context.verify_mode == ssl.CERT_NONE else "verified", name)
    if line in _noted or not _is_service(name):
        return
    _noted.add(line)
    try:
        with open(${JSON.stringify(tlsLog)}, "a") as file:
            file.write(line + "\\n")
    except OSError:
        pass


def _looking_at(wrap):
    def wrapped(self, *arguments, **named):
        _note(self, named.get("server_hostname"))
        return wrap(self, *arguments, **named)

    return wrapped


ssl.SSLContext.wrap_socket = _looking_at(ssl.SSLContext.wrap_socket)
ssl.SSLContext.wrap_bio = _looking_at(ssl.SSLContext.wrap_bio)

${loadNextModule}`
}
