record NoContract(String a) {}
