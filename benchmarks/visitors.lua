-- wrk asks as 250 visitors in turn: one alone would soon wait for the row that counts its requests.
local number = 0

request = function()
  number = number + 1
  wrk.headers["X-Forwarded-For"] = "192.0.2." .. (number % 250)
  return wrk.format()
end
