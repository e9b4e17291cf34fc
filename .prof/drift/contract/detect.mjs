import {
  compareContractFiles,
  detectContractDrift
} from "../../chunk-VYFHMLHN.mjs";
import "../../chunk-OPUHXRNM.mjs";
import "../../chunk-TVJMIPHR.mjs";
import "../../chunk-LEUKAN7O.mjs";
import "../../chunk-KXT3YPIV.mjs";
export {
  compareContractFiles,
  detectContractDrift
};
//# sourceMappingURL=detect.mjs.map
