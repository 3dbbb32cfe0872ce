"""A secret service (freedesktop.org) for tests: keeps what it is given in memory, asks nobody, ends with its bus.

usage: secret_service.py; prints "ready" when it owns its name.
"""
import sys

import gi
gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

ROOT, DEFAULT, SESSION = "/org/freedesktop/secrets", "/org/freedesktop/secrets/aliases/default", "/session/1"
XML = """<node>
 <interface name="org.freedesktop.Secret.Service">
  <method name="OpenSession"><arg direction="in" type="s"/><arg direction="in" type="v"/>
   <arg direction="out" type="v"/><arg direction="out" type="o"/></method>
  <method name="SearchItems"><arg direction="in" type="a{ss}"/>
   <arg direction="out" type="ao"/><arg direction="out" type="ao"/></method>
  <method name="GetSecrets"><arg direction="in" type="ao"/><arg direction="in" type="o"/>
   <arg direction="out" type="a{o(oayays)}"/></method>
  <method name="Unlock"><arg direction="in" type="ao"/>
   <arg direction="out" type="ao"/><arg direction="out" type="o"/></method>
  <property name="Collections" type="ao" access="read"/>
 </interface>
 <interface name="org.freedesktop.Secret.Collection">
  <method name="CreateItem"><arg direction="in" type="a{sv}"/><arg direction="in" type="(oayays)"/>
   <arg direction="in" type="b"/><arg direction="out" type="o"/><arg direction="out" type="o"/></method>
 </interface>
 <interface name="org.freedesktop.Secret.Item">
  <method name="Delete"><arg direction="out" type="o"/></method>
 </interface>
</node>"""


class Service:
    def __init__(self, bus):
        self.bus, self.items = bus, {}  # path: (attributes, secret, its registration)
        service, collection, self.item = Gio.DBusNodeInfo.new_for_xml(XML).interfaces
        bus.register_object(ROOT, service, self.call, lambda *_: GLib.Variant("ao", [DEFAULT]), None)
        bus.register_object(DEFAULT, collection, self.call, None, None)

    def call(self, _bus, _sender, path, _interface, method, given, reply):
        given = given.unpack()
        if method == "OpenSession" and given[0] != "plain":
            reply.return_dbus_error("org.freedesktop.DBus.Error.NotSupported", "plain only")
            return
        answer = getattr(self, method)(path, *given)
        reply.return_value(answer)

    def OpenSession(self, _path, _algorithm, _input):
        return GLib.Variant("(vo)", (GLib.Variant("s", ""), SESSION))

    def SearchItems(self, _path, wanted):
        found = [path for path, (attributes, _, _) in self.items.items()
                 if all(attributes.get(name) == value for name, value in wanted.items())]
        return GLib.Variant("(aoao)", (found, []))

    def GetSecrets(self, _path, paths, _session):
        return GLib.Variant("(a{o(oayays)})", ({path: (SESSION, b"", bytes(self.items[path][1]), "text/plain")
                                                for path in paths if path in self.items},))

    def Unlock(self, _path, paths):
        return GLib.Variant("(aoo)", (paths, "/"))

    def CreateItem(self, _path, properties, secret, _replace):
        attributes = dict(properties["org.freedesktop.Secret.Item.Attributes"])
        path = next((path for path, (known, _, _) in self.items.items() if known == attributes),
                    f"{ROOT}/collection/{len(self.items)}")
        registered = self.items[path][2] if path in self.items else self.bus.register_object(path, self.item,
                                                                                            self.call, None, None)
        self.items[path] = (attributes, secret[2], registered)
        return GLib.Variant("(oo)", (path, "/"))

    def Delete(self, path):
        self.bus.unregister_object(self.items.pop(path)[2])
        return GLib.Variant("(o)", ("/",))


def main():
    loop = GLib.MainLoop()
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    service = Service(bus)  # noqa: F841: lives as long as the loop
    Gio.bus_own_name_on_connection(bus, "org.freedesktop.secrets", Gio.BusNameOwnerFlags.NONE,
                                   lambda *_: print("ready", flush=True), lambda *_: sys.exit(1))
    loop.run()


if __name__ == "__main__":
    main()
