export { _ as EventStreamSerde, y as eventStreamSerdeProvider } from "../aws-sdk.mjs";
