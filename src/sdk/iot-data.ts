// The commands of AWS IoT's data plane that are sent; with its client a file of its own, so that only verify loads it.
export { IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
