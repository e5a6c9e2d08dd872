/** Pages are whole without script; what script adds comes from the small files of src/enhance. */
export const csr = false;
