@echo off
rem Called by bench.cmd, bench-gate.cmd and test.cmd with ROOT set: the twin of adapters.sh, which explains.
set "ADAPTER_STATE="
call :choose NWaves BENCH_NWAVES Analysis\NWaves || exit /b 64
call :choose MlNet BENCH_MLNET Models\MlNet || exit /b 64
call :choose OxyPlot BENCH_OXYPLOT Bench\Plots\OxyPlot
exit /b %ERRORLEVEL%

:choose
set "CHOICE="
call set "CHOICE=%%%2%%"
if "%CHOICE%"=="true" goto chosen
if "%CHOICE%"=="false" goto chosen
if not "%CHOICE%"=="" (echo %2 is "%CHOICE%"; expected true, false or nothing. 1>&2 & exit /b 64)
set "RESTORABLE=%ROOT%%3\bin\restorable.stamp"
if exist "%RESTORABLE%" powershell -NoProfile -Command "$s = (Get-Item '%RESTORABLE%').LastWriteTimeUtc; if ((Get-Item '%ROOT%%3\%1.csproj','%ROOT%Directory.Packages.props' | Where-Object { $_.LastWriteTimeUtc -gt $s })) { exit 1 }" && set /p CHOICE=<"%RESTORABLE%"
if not "%CHOICE%"=="" goto chosen
set "CHOICE=true"
pushd "%ROOT%"
dotnet restore %3\%1.csproj --locked-mode -v quiet >nul 2>nul || set "CHOICE=false"
popd
if "%CHOICE%"=="false" echo The package %1 cannot be restored here; what it adds is left out, everything else works. %2=true tries again. 1>&2
if not exist "%ROOT%%3\bin" mkdir "%ROOT%%3\bin"
>"%RESTORABLE%" echo %CHOICE%

:chosen
set "%1=%CHOICE%"
set "ADAPTER_STATE=%ADAPTER_STATE%%1=%CHOICE% "
exit /b 0
