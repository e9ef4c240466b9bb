/** The script of the workers: the package's own. */

import "paratus/client/worker";
