/** Network interfaces behind which there is no cable and no radio. */

/**
 * Names that virtual interfaces have: containers and virtual machines, VPNs and overlay networks,
 * and what Windows and macOS call theirs.
 */
const VIRTUAL_NAME =
  /^(docker|podman|br-|veth|virbr|vnet|vmnet|vboxnet|lxc|lxd|cni|cali|flannel|tun|tap|wg|ppp|utun|ipsec|zt|tailscale|awdl|llw|bridge)|vethernet|virtualbox|vmware|hyper-v|vpn|wireguard|zerotier|tailscale|bluetooth/i;

/** By its name, as `os.networkInterfaces()` gives it. */
export function isVirtualInterface(name: string): boolean {
  return VIRTUAL_NAME.test(name);
}
